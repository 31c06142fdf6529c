package io.llmi.gateway.render;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.apache.poi.xwpf.usermodel.Borders;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** Writes a model's Markdown into a Word document. Raw HTML is text, pictures from elsewhere are named and not loaded. */
final class DocxText extends AbstractVisitor {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final String CODE_FONT = "Courier New";
    private static final int CODE_POINTS = 9;
    private static final int QUOTE_INDENT = 500;

    private final XWPFDocument document;
    private final DocxStyles styles;
    private final Deque<BigInteger> lists = new ArrayDeque<>();
    private XWPFParagraph paragraph;
    private boolean fresh;
    private int bold;
    private int italic;
    private int quotes;
    private String link = "";

    private DocxText(XWPFDocument document, DocxStyles styles) {
        this.document = document;
        this.styles = styles;
        this.paragraph = new XWPFParagraph(
                org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP.Factory.newInstance(), document);
    }

    static void write(String markdown, XWPFDocument document, DocxStyles styles) {
        PARSER.parse(PlainText.visible(markdown)).accept(new DocxText(document, styles));
    }

    @Override
    public void visit(Heading heading) {
        begin();
        paragraph.setStyle(DocxStyles.headingId(Math.min(6, heading.getLevel())));
        visitChildren(heading);
    }

    @Override
    public void visit(Paragraph text) {
        // The first paragraph of a list's item stands beside its mark.
        if (!fresh) {
            begin();
        }
        fresh = false;
        visitChildren(text);
    }

    @Override
    public void visit(BulletList list) {
        list(list, styles.list(false, 1));
    }

    @Override
    public void visit(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        list(list, styles.list(true, start == null ? 1 : start));
    }

    @Override
    public void visit(ListItem item) {
        begin();
        paragraph.setNumID(lists.getLast());
        paragraph.setNumILvl(BigInteger.valueOf(Math.min(8, lists.size() - 1L)));
        fresh = true;
        visitChildren(item);
        fresh = false;
    }

    @Override
    public void visit(BlockQuote quote) {
        quotes++;
        visitChildren(quote);
        quotes--;
    }

    @Override
    public void visit(FencedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        code(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        begin();
        run(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
        run(html.getLiteral());
    }

    @Override
    public void visit(ThematicBreak line) {
        begin();
        paragraph.setBorderBottom(Borders.SINGLE);
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock table) {
            table(table);
        } else {
            visitChildren(block);
        }
    }

    @Override
    public void visit(Text text) {
        run(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        XWPFRun run = run(code.getLiteral());
        run.setFontFamily(CODE_FONT);
    }

    @Override
    public void visit(Emphasis emphasis) {
        italic++;
        visitChildren(emphasis);
        italic--;
    }

    @Override
    public void visit(StrongEmphasis strong) {
        bold++;
        visitChildren(strong);
        bold--;
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        run(" ");
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        run("").addBreak();
    }

    @Override
    public void visit(Link target) {
        link = SafeMarkdown.isAllowed(target.getDestination())
                        && !target.getDestination().startsWith("#")
                ? target.getDestination()
                : "";
        visitChildren(target);
        link = "";
    }

    @Override
    public void visit(Image image) {
        italic++;
        run("[picture from elsewhere, not shown: ");
        visitChildren(image);
        run("]");
        italic--;
    }

    private void begin() {
        paragraph = document.createParagraph();
        fresh = false;
        if (quotes > 0) {
            paragraph.setIndentationLeft(QUOTE_INDENT * quotes);
            paragraph.setBorderLeft(Borders.SINGLE);
        }
    }

    private XWPFRun run(String text) {
        XWPFRun run = link.isEmpty() ? paragraph.createRun() : paragraph.createHyperlinkRun(link);
        run.setText(text);
        run.setBold(bold > 0);
        run.setItalic(italic > 0);
        if (!link.isEmpty()) {
            run.setColor("0B57B0");
            run.setUnderline(org.apache.poi.xwpf.usermodel.UnderlinePatterns.SINGLE);
        }
        return run;
    }

    private void list(Node list, BigInteger number) {
        lists.addLast(number);
        visitChildren(list);
        lists.removeLast();
    }

    private void code(String literal) {
        for (String line : literal.split("\n", -1)) {
            begin();
            paragraph.setSpacingAfter(0);
            XWPFRun run = run(line);
            run.setFontFamily(CODE_FONT);
            run.setFontSize(CODE_POINTS);
        }
    }

    private void table(TableBlock block) {
        XWPFTable table = document.createTable();
        XWPFParagraph outside = paragraph;
        int number = 0;
        for (Node section = block.getFirstChild(); section != null; section = section.getNext()) {
            for (Node row = section.getFirstChild(); row != null; row = row.getNext()) {
                if (row instanceof TableRow cells) {
                    row(number == 0 ? table.getRow(0) : table.createRow(), cells);
                    if (number == 0) {
                        table.getRow(0).setRepeatHeader(true);
                    }
                    number++;
                }
            }
        }
        paragraph = outside;
    }

    private void row(XWPFTableRow row, TableRow cells) {
        int column = 0;
        for (Node node = cells.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof TableCell cell) {
                XWPFTableCell target = row.getCell(column);
                target = target == null ? row.createCell() : target;
                paragraph = target.getParagraphs().getFirst();
                bold += cell.isHeader() ? 1 : 0;
                visitChildren(cell);
                bold -= cell.isHeader() ? 1 : 0;
                column++;
            }
        }
    }
}
