# Has matplotlib import a module for it.
# expect: BAD_REQUEST line \d
plt.rcParams["figure.hooks"] = ["planted:run"]
plt.plot([1, 2])
