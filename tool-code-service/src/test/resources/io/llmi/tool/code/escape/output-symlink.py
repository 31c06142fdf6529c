# Saves its picture through a symlink to a secret.
# input: 50
# expect: PICTURE
import os
os.symlink("/etc/shadow", "chart.png")
plt.plot([1, 2])
plt.savefig("chart.png")
