import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(11)
heights = np.concatenate([rng.normal(166, 6, 400), rng.normal(179, 7, 400)])

plt.figure(figsize=(8, 5))
plt.hist(heights, bins=30, color="steelblue", edgecolor="white")
plt.axvline(heights.mean(), color="black", linestyle="--", label=f"mean {heights.mean():.1f} cm")
plt.title("Heights of 800 adults")
plt.xlabel("Height (cm)")
plt.ylabel("People")
plt.legend()
plt.savefig("heights.png", dpi=150, bbox_inches="tight")
