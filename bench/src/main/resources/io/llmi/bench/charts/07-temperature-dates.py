import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

days = pd.date_range("2024-01-01", periods=365, freq="D")
mean = 9 + 9 * np.sin(2 * np.pi * (np.arange(365) - 105) / 365)
df = pd.DataFrame({"day": days, "mean": mean, "low": mean - 4, "high": mean + 5})

plt.figure(figsize=(10, 5))
plt.fill_between(df["day"], df["low"], df["high"], alpha=0.2, label="Range")
plt.plot(df["day"], df["mean"], color="firebrick", label="Mean")
plt.title("Temperature through the year")
plt.xlabel("Date")
plt.ylabel("Temperature (°C)")
plt.xticks(rotation=45)
plt.legend()
plt.tight_layout()
plt.savefig("temperature.png", dpi=150)
