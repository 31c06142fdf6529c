import matplotlib.pyplot as plt
import pandas as pd

df = pd.DataFrame({
    "Month": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "Oslo": [-4, -4, 0, 5, 11, 15, 17, 16, 11, 6, 1, -3],
    "Rome": [8, 9, 11, 14, 18, 22, 25, 25, 21, 17, 12, 9],
})
plt.plot(df["Month"], df["Oslo"], marker="o", label="Oslo")
plt.plot(df["Month"], df["Rome"], marker="s", label="Rome")
plt.title("Mean temperature")
plt.ylabel("Temperature (°C)")
plt.legend()
plt.savefig("chart.png", dpi=150)
