# Saves its picture under names that climb, break lines and never end.
# input: 52
# expect: PICTURE
plt.plot([1, 2])
for name in ("../../x", "../../../../etc/cron.d/x", "a\nb", "y" * 4096, "", "..", "/"):
    plt.savefig(name)
