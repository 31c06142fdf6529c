import matplotlib.pyplot as plt

seasons = ["Spring", "Summer", "Autumn", "Winter"]
rainfall = [180, 95, 240, 310]
plt.bar(seasons, rainfall, color="steelblue")
plt.title("Rainfall by season in Bergen")
plt.ylabel("Rainfall (mm)")
plt.savefig("chart.png", dpi=150)
