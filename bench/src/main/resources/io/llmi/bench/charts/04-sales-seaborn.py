import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

df = pd.DataFrame({
    "Quarter": ["Q1", "Q2", "Q3", "Q4"] * 2,
    "Region": ["North"] * 4 + ["South"] * 4,
    "Sales": [120, 135, 150, 170, 100, 90, 130, 160],
})

sns.set_theme(style="whitegrid")
plt.figure(figsize=(8, 5))
ax = sns.barplot(data=df, x="Quarter", y="Sales", hue="Region")
ax.set_title("Quarterly sales by region")
ax.set_ylabel("Sales (thousand euro)")
plt.tight_layout()
plt.savefig("sales.png", dpi=150)
