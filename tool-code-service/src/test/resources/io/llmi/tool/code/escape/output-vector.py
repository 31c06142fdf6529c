# Saves formats that could carry code.
# input: 58
# expect: PICTURE
plt.plot([1, 2])
plt.savefig("x.pdf")
plt.savefig("x.svg")
plt.savefig("x.pgf", backend="pgf")
