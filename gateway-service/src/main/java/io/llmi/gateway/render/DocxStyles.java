package io.llmi.gateway.render;

import java.math.BigInteger;

import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.apache.poi.xwpf.usermodel.XWPFStyle;
import org.apache.poi.xwpf.usermodel.XWPFStyles;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTLvl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyle;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STStyleType;

/** Headings and lists as Word knows them, so that its outline and its screen readers do. */
final class DocxStyles {
    private static final int[] HEADING_HALF_POINTS = {40, 30, 26, 24, 22, 22};
    private static final int LEVELS = 9;
    private static final int INDENT = 360;

    private final XWPFDocument document;
    private int abstractNumbers;

    DocxStyles(XWPFDocument document) {
        this.document = document;
        XWPFStyles styles = document.createStyles();
        for (int level = 1; level <= HEADING_HALF_POINTS.length; level++) {
            styles.addStyle(heading(level));
        }
    }

    /** The style's id; levels are from 1 to 6. */
    static String headingId(int level) {
        return "Heading" + level;
    }

    /** A new list's number; each list counts for itself. */
    BigInteger list(boolean ordered, int start) {
        XWPFNumbering numbering = document.createNumbering();
        CTAbstractNum kind = CTAbstractNum.Factory.newInstance();
        kind.setAbstractNumId(BigInteger.valueOf(abstractNumbers++));
        for (int i = 0; i < LEVELS; i++) {
            CTLvl level = kind.addNewLvl();
            level.setIlvl(BigInteger.valueOf(i));
            level.addNewStart().setVal(BigInteger.valueOf(i == 0 ? start : 1));
            level.addNewNumFmt().setVal(ordered ? STNumberFormat.DECIMAL : STNumberFormat.BULLET);
            level.addNewLvlText().setVal(ordered ? "%" + (i + 1) + "." : "•");
            var indent = level.addNewPPr().addNewInd();
            indent.setLeft(BigInteger.valueOf((i + 1L) * INDENT * 2));
            indent.setHanging(BigInteger.valueOf(INDENT));
        }
        return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(kind)));
    }

    private static XWPFStyle heading(int level) {
        CTStyle style = CTStyle.Factory.newInstance();
        style.setStyleId(headingId(level));
        style.setType(STStyleType.PARAGRAPH);
        style.addNewName().setVal("heading " + level);
        style.addNewUiPriority().setVal(BigInteger.valueOf(9));
        style.addNewQFormat();
        var paragraph = style.addNewPPr();
        paragraph.addNewKeepNext();
        paragraph.addNewOutlineLvl().setVal(BigInteger.valueOf(level - 1L));
        var spacing = paragraph.addNewSpacing();
        spacing.setBefore(BigInteger.valueOf(level == 1 ? 0 : 280));
        spacing.setAfter(BigInteger.valueOf(100));
        var letters = style.addNewRPr();
        letters.addNewB();
        letters.addNewSz().setVal(BigInteger.valueOf(HEADING_HALF_POINTS[level - 1]));
        return new XWPFStyle(style);
    }
}
