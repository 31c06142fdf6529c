package io.llmi.tool.search.licence;

/** How free a licence leaves those who use the picture. From freest to least free. */
public enum Freedom {
    /** In the public domain, or dedicated to it: no conditions, no credit owed. */
    PUBLIC_DOMAIN,
    /** Anyone may share it, change it and earn money with it, on conditions such as naming the author. */
    FREE,
    /** Known terms that forbid change or commercial use, or are not recognised as free. */
    RESTRICTED
}
