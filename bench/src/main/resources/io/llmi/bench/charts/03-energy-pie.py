import matplotlib.pyplot as plt

labels = ["Hydro", "Wind", "Solar", "Nuclear", "Gas"]
shares = [34, 27, 14, 15, 10]
plt.figure(figsize=(6, 6))
plt.pie(shares, labels=labels, autopct="%1.1f%%", startangle=90)
plt.title("Electricity by source")
plt.axis("equal")
plt.savefig("chart.png", dpi=150)
