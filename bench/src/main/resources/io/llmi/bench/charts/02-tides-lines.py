import matplotlib.pyplot as plt
import numpy as np

hours = np.linspace(0, 24, 200)
harbour = 2.0 + 1.4 * np.sin(2 * np.pi * hours / 12.42)
estuary = 1.6 + 0.9 * np.sin(2 * np.pi * (hours - 1.3) / 12.42)

fig, ax = plt.subplots(figsize=(9, 5))
ax.plot(hours, harbour, label="Harbour", linewidth=2)
ax.plot(hours, estuary, label="Estuary", linewidth=2, linestyle="--")
ax.axhline(2.0, color="grey", linewidth=0.8)
ax.set_title("Tides over one day")
ax.set_xlabel("Time (hours)")
ax.set_ylabel("Water height (m)")
ax.grid(True, alpha=0.3)
ax.legend()
plt.savefig("tides.png", dpi=150, bbox_inches="tight")
