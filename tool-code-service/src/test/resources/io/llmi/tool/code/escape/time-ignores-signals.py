# Ignores every signal that says that time is up.
# input: 42
# expect: TIMEOUT|NO_OUTPUT
import signal
for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
    signal.signal(number, signal.SIG_IGN)
while True:
    pass
