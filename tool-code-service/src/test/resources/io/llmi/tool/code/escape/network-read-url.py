# Reads a picture from the network.
# input: 55
# expect: BAD_REQUEST line \d
plt.imshow(plt.imread("http://example.com/x.png"))
