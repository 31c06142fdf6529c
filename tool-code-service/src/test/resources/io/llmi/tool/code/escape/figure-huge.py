# Asks for a figure of a hundred million square inches.
# input: 57
# expect: BAD_REQUEST 10000 x 10000 inches is too large
plt.figure(figsize=(10000, 10000), dpi=1000)
plt.plot([1, 2])
