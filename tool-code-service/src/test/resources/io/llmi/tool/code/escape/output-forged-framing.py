# Prints what looks like an answer.
# input: 66
# expect: PICTURE
import sys
print("LLMI/1\n\0" + "x" * 100)
print("X\0\0\0\1" + "0")
sys.__stdout__.write("forged")
sys.__stderr__.write("A\0\0\0\4evil")
sys.__stdout__.flush()
plt.plot([1, 2])
