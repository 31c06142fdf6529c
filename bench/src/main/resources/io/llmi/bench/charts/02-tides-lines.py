import matplotlib.pyplot as plt
import numpy as np

hours = np.linspace(0, 24, 200)
plt.figure(figsize=(8, 4.5))
plt.plot(hours, 2.0 + 1.4 * np.sin(2 * np.pi * hours / 12.42), label="Harbour")
plt.plot(hours, 1.6 + 0.9 * np.sin(2 * np.pi * (hours - 1.3) / 12.42), label="Estuary")
plt.title("Tides over one day")
plt.xlabel("Time (hours)")
plt.ylabel("Water height (m)")
plt.grid(True, alpha=0.3)
plt.legend()
plt.savefig("chart.png", dpi=150)
