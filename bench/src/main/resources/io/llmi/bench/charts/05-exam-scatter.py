import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(7)
study = rng.uniform(1, 10, 120)
score = 45 + 5 * study + rng.normal(0, 6, 120)
slope, intercept = np.polyfit(study, score, 1)

plt.figure(figsize=(8, 6))
plt.scatter(study, score, alpha=0.6, c=score, cmap="viridis")
plt.colorbar(label="Score")
xs = np.array([1, 10])
plt.plot(xs, slope * xs + intercept, color="crimson", label=f"fit: {slope:.1f} points per hour")
plt.xlabel("Study time (hours)")
plt.ylabel("Exam score")
plt.title("Study time and exam score")
plt.legend()
plt.savefig("scores.png", dpi=150, bbox_inches="tight")
