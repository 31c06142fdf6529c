import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(11)
heights = np.concatenate([rng.normal(166, 6, 400), rng.normal(179, 7, 400)])
plt.hist(heights, bins=30, color="steelblue", edgecolor="white")
plt.title("Heights of 800 adults")
plt.xlabel("Height (cm)")
plt.ylabel("People")
plt.savefig("chart.png", dpi=150)
