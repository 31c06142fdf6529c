# Leaves modules where the next interpreter could look.
# input: 63
# expect: PICTURE
import os, py_compile
for name in ("sitecustomize.py", "usercustomize.py", "json.py", "numpy.py", "matplotlib.py"):
    for place in ("/tmp", "/tmp/work", os.path.expanduser("~/.local/lib/python3/site-packages")):
        os.makedirs(place, exist_ok=True)
        with open(os.path.join(place, name), "w") as file:
            file.write("raise SystemExit('planted')")
py_compile.compile("/tmp/json.py", "/tmp/__pycache__/json.cpython-311.pyc")
plt.plot([1, 2])
