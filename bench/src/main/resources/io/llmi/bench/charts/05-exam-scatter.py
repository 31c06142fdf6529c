import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(7)
hours = rng.uniform(1, 10, 120)
score = 45 + 5 * hours + rng.normal(0, 6, 120)
slope, start = np.polyfit(hours, score, 1)
plt.scatter(hours, score, alpha=0.6)
plt.plot([1, 10], [start + slope, start + 10 * slope], color="crimson")
plt.xlabel("Study time (hours)")
plt.ylabel("Exam score")
plt.title("Study time and exam score")
plt.savefig("chart.png", dpi=150)
