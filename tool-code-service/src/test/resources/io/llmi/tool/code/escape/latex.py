# Has LaTeX run a command.
# input: 56
# expect: BAD_REQUEST line \d
plt.rcParams["text.usetex"] = True
plt.title(r"\immediate\write18{touch /tmp/evil}")
plt.plot([1, 2])
plt.savefig("x.png")
