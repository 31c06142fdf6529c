import matplotlib.pyplot as plt

labels = ["Hydro", "Wind", "Solar", "Nuclear", "Gas"]
shares = [34, 27, 14, 15, 10]
explode = (0.05, 0, 0, 0, 0)

fig, ax = plt.subplots(figsize=(7, 7))
ax.pie(shares, explode=explode, labels=labels, autopct="%1.1f%%", startangle=90)
ax.set_title("Electricity by source")
ax.axis("equal")
plt.savefig("energy.png", dpi=150)
