# Leaves settings and a poisoned font list behind.
# input: 63
# expect: PICTURE
import os
for name in ("/tmp/work/matplotlibrc", "/tmp/matplotlib/matplotlibrc"):
    with open(name, "w") as file:
        file.write("figure.hooks: os:abort")
for name in os.listdir("/tmp/matplotlib"):
    if name.endswith(".json"):
        try:
            os.remove("/tmp/matplotlib/" + name)
        except OSError:
            pass
with open("/tmp/matplotlib/fontlist-v390.json.new", "w") as file:
    file.write("{}")
plt.plot([1, 2])
