namespace ShopActors.Grains.Tests.Text;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData(" \u3000Ada\u00A0Lovelace\t", "Ada\u00A0Lovelace")]
    [InlineData("Bronte\u0308", "Brontë")]
    [InlineData("\u212B", "Å")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    public void Normalize_Text_IsComposedAndTrimmed(string text, string expected) =>
        Assert.Equal(expected, PlainText.Normalize(text));

    [Theory]
    [InlineData("a")]
    [InlineData("张伟")]
    [InlineData("a\u00ADb")]
    [InlineData("نیم\u200Cفاصله")]
    [InlineData("👩\u200D👩\u200D👧")]
    [InlineData("12345678")]
    public void Valid_Text_IsAccepted(string text) => Assert.True(PlainText.IsValid(text, 8 + text.Length));

    [Theory]
    [InlineData("")]
    [InlineData(" \u3000\u00A0")]
    [InlineData("\u200B\u200D\u00AD\uFE0F")]
    [InlineData("\u3164\u115F\u2800")]
    [InlineData("a\u0000b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b\u2069")]
    [InlineData("a\u200Fb")]
    [InlineData("a\u061Cb")]
    [InlineData("a\uD800b")]
    [InlineData("a\uFFFDb")]
    [InlineData("123456789")]
    public void Valid_InvisibleHarmfulOrTooLong_IsRefused(string text) => Assert.False(PlainText.IsValid(text, 8));
}
