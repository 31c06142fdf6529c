# Starts threads without end.
# input: 45
# expect: BAD_REQUEST can't start new thread
import threading, time
while True:
    threading.Thread(target=time.sleep, args=(60,)).start()
