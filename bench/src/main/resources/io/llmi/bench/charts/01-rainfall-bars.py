import matplotlib.pyplot as plt

seasons = ["Spring", "Summer", "Autumn", "Winter"]
rainfall = [180, 95, 240, 310]

plt.figure(figsize=(8, 5))
bars = plt.bar(seasons, rainfall, color=["#7fc97f", "#fdc086", "#beaed4", "#386cb0"])
plt.title("Rainfall by season in Bergen")
plt.xlabel("Season")
plt.ylabel("Rainfall (mm)")
for bar, value in zip(bars, rainfall):
    plt.text(bar.get_x() + bar.get_width() / 2, value + 4, str(value), ha="center")
plt.tight_layout()
plt.savefig("rainfall.png", dpi=150)
