# Poisons the modules that all programs share.
# input: 63
# expect: PICTURE
import builtins, json, os, sys
import matplotlib, numpy, pandas
plt.plot([1, 2])
plt.savefig("x.png")
numpy.poisoned = pandas.poisoned = matplotlib.poisoned = builtins.poisoned = True
matplotlib.rcParams["axes.facecolor"] = "red"
sys.modules["random"] = None
sys.path.insert(0, "/tmp")
numpy.random.seed(1)
