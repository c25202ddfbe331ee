using CsCheck;
using ICU4N.Text;

namespace ShopActors.Grains.Tests.Catalog;

public sealed class SearchTextTests
{
    private static readonly Gen<char> Characters = Gen.OneOf(
        AnyOf("aEøßŁéſİıΣςйё'’`´ʼ“–… \t\u00A0\u3000\u2028\u200B\u00AD\u202E\0"),
        AnyOf("\u0301\u0308\u030A\u0323\u0345\u3099\u05B0\u064B\u1100\u1161\u11A8각がぱ\u212B\uFB01Ａ"),
        Gen.Char.Where(c => !char.IsSurrogate(c)));

    private static readonly Gen<string> Texts = Characters.Array[0, 24].Select(characters => new string(characters));

    [Theory]
    [InlineData("Brontë", "bronte")]
    [InlineData("Bronte\u0308", "bronte")]
    [InlineData("ÅNGSTRÖM", "angstrom")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("Ærø", "aero")]
    [InlineData("Łódź", "lodz")]
    [InlineData("Þórður", "thordur")]
    [InlineData("Œuvre", "oeuvre")]
    [InlineData("ISTANBUL İstanbul ılık", "istanbul istanbul ilik")]
    [InlineData("ΣΊΣΥΦΟΣ", "σισυφοσ")]
    [InlineData("Σίσυφος", "σισυφοσ")]
    [InlineData("ВОЙНА И МИР Ёлка", "воина и мир елка")]
    [InlineData("ﬁn ﬀ ① Ａｂｃ", "fin ff 1 abc")]
    [InlineData("don’t don‘t donʼt don`t don´t don＇t", "don't don't don't don't don't don't")]
    [InlineData("“Emma” „Emma‟", "\"emma\" \"emma\"")]
    [InlineData("1984–2001 — a…", "1984-2001 - a...")]
    [InlineData(" \u3000a\u00A0\u2003b\r\n\t\u2028c\u1680d ", "a b c d")]
    [InlineData("so\u00ADft \u200Bze\u200Dro\uFEFF \u202Ebi\u2066di\u0000\u0007", "soft zero bidi")]
    [InlineData("がか", "がか")]
    [InlineData("か\u3099", "が")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    [InlineData("पुस्तक", "पुस्तक")]
    [InlineData("😀 BOOK-CLA-005", "😀 book-cla-005")]
    [InlineData(" \u200B\u0301", "")]
    [InlineData("", "")]
    public void Fold_Text_IsTheSearchedForm(string text, string expected) =>
        Assert.Equal(expected, SearchText.Fold(text));

    [Fact]
    public Task Fold_AnyText_IsStableAndIndependentOfTheUnicodeForm() =>
        Texts.SampleRepeatablyAsync(cases: 20_000, AssertStable);

    [Fact]
    public void Fold_EveryCharacter_IsStableAndIndependentOfTheUnicodeForm()
    {
        for (var c = '\0'; c < char.MaxValue; c++)
        {
            if (!char.IsSurrogate(c)) AssertStable($"a{c}b");
        }
    }

    [Fact]
    public void Fold_HalfASurrogatePair_DoesNotFail() => Assert.NotNull(SearchText.Fold("a\uD83D \uDE00b"));

    private static Gen<char> AnyOf(string characters) => Gen.Int[0, characters.Length - 1].Select(i => characters[i]);

    private static void AssertStable(string text)
    {
        var folded = SearchText.Fold(text);
        Assert.Equal(folded, SearchText.Fold(folded));
        Assert.Equal(folded, SearchText.Fold(Normalizer2.NFCInstance.Normalize(text)));
        Assert.Equal(folded, SearchText.Fold(Normalizer2.NFDInstance.Normalize(text)));
        Assert.Equal(folded.Trim(), folded);
        Assert.DoesNotContain("  ", folded, StringComparison.Ordinal);
    }
}
