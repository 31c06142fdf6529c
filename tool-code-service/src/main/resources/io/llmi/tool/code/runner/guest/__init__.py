"""What runs inside a sandbox: takes a program and answers with its chart."""
