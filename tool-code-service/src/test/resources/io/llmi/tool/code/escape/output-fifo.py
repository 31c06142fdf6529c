# Saves its picture into a pipe that nobody reads.
# input: 51
# expect: PICTURE
import os
os.mkfifo("chart.png")
plt.plot([1, 2])
plt.savefig("chart.png")
