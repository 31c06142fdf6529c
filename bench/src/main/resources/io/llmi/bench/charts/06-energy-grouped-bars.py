import matplotlib.pyplot as plt
import numpy as np

countries = ["France", "Germany", "Italy", "Spain"]
x = np.arange(len(countries))
width = 0.35
fig, ax = plt.subplots(figsize=(8, 5))
ax.bar(x - width / 2, [24, 46, 37, 50], width, label="2023")
ax.bar(x + width / 2, [27, 52, 41, 57], width, label="2024")
ax.set_xticks(x)
ax.set_xticklabels(countries)
ax.set_ylabel("Share of renewables (%)")
ax.set_title("Renewable electricity")
ax.legend()
plt.tight_layout()
plt.savefig("chart.png", dpi=150)
