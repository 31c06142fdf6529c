# Answers with a web page instead of a picture.
# expect: BAD_REQUEST picture was refused
import os, struct
head, page = b'{"status":"ok"}', b"<html><script>alert(1)</script></html>"
os.write(3, struct.pack(">I", len(head)) + head + struct.pack(">I", len(page)) + page)
os._exit(0)
