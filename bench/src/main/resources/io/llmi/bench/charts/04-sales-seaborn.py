import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns

df = pd.DataFrame({
    "Quarter": ["Q1", "Q2", "Q3", "Q4"] * 2,
    "Region": ["North"] * 4 + ["South"] * 4,
    "Sales": [120, 135, 150, 170, 100, 90, 130, 160],
})
sns.barplot(data=df, x="Quarter", y="Sales", hue="Region")
plt.title("Quarterly sales by region")
plt.savefig("chart.png", dpi=150)
