using System.Security.Cryptography;
using System.Text;

namespace ShopActors.Grains.Tests.Customers;

public sealed class EmailAddressTests
{
    private static readonly string Label63 = new('d', 63);
    private static readonly string Domain253 = string.Join('.', Enumerable.Repeat(new string('d', 61), 4)) + ".abcde";

    public static TheoryData<string> LongestAllowed =>
    [
        $"{new string('a', 64)}@b.de",
        $"{new string('ä', 32)}@b.de",
        $"a@{Label63}.de",
        $"{new string('a', 60)}@{Label63}.{Label63}.{new string('d', 62)}.de",
    ];

    public static TheoryData<string> TooLong =>
    [
        $"{new string('a', 65)}@b.de",
        $"{new string('ä', 33)}@b.de",
        $"a@{Label63}d.de",
        $"a@{Domain253}",
        $"{new string('a', 64)}@{Label63}.{Label63}.{new string('d', 62)}.de",
        $"a@{new string('ü', 60)}{new string('x', 20)}.de",
        new('a', 100_000),
    ];

    [Theory]
    [InlineData("a@b")]
    [InlineData("first.last+tag@sub.example.org")]
    [InlineData("o'brien!#$%&*/=?^_`{|}~-@b.de")]
    [InlineData("jürgen@münchen.de")]
    [InlineData("user@xn--mnchen-3ya.de")]
    [InlineData("δοκιμή@παράδειγμα.ελ")]
    [InlineData("用户@例子.公司")]
    [InlineData("a@b.de.")]
    [MemberData(nameof(LongestAllowed))]
    public void IsValid_PossibleAddress_IsAccepted(string text) => Assert.True(EmailAddress.IsValid(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("a")]
    [InlineData("@b")]
    [InlineData("a@")]
    [InlineData("a@.")]
    [InlineData("a@b@c")]
    [InlineData("a＠b@c.de")]
    [InlineData("a b@c.de")]
    [InlineData("a@b c.de")]
    [InlineData(" a@b.de")]
    [InlineData("a@b.de\n")]
    [InlineData("a\u00A0b@c.de")]
    [InlineData("a@-b.de")]
    [InlineData("a@b-.de")]
    [InlineData("a@b..c")]
    [InlineData("a@.b.c")]
    [InlineData("a@b.c..")]
    [InlineData("a@b_c.de")]
    [InlineData("a@[127.0.0.1]")]
    [InlineData(".a@b.c")]
    [InlineData("a.@b.c")]
    [InlineData("a..b@c.de")]
    [InlineData("a．.b@c.de")]
    [InlineData("\"a b\"@c.de")]
    [InlineData("Ada <a@b.de>")]
    [InlineData("a,b@c.de")]
    [InlineData("a\u0000@b.de")]
    [InlineData("a\u200B@b.de")]
    [InlineData("a@b\u200B.de")]
    [InlineData("a@b\u00AD.de")]
    [InlineData("\u202Ea@b.de")]
    [InlineData("a@b\u2066.de")]
    [InlineData("a\uFEFF@b.de")]
    [InlineData("a\uD800@b.de")]
    [InlineData("a@xn--zz-zz.de")]
    [InlineData("a@aא.com")]
    [MemberData(nameof(TooLong))]
    public void IsValid_ImpossibleAddress_IsRefused(string? text) => Assert.False(EmailAddress.IsValid(text));

    [Theory]
    [InlineData("ada@example.org", "ADA@EXAMPLE.ORG")]
    [InlineData("ada@example.org", "ada@example.org.")]
    [InlineData("ada@münchen.de", "ada@xn--mnchen-3ya.de")]
    [InlineData("ada@münchen.de", "ada@XN--MNCHEN-3YA.DE")]
    [InlineData("ada@münchen.de", "ada@mu\u0308nchen.de")]
    [InlineData("ada@münchen.de", "Ada@MÜNCHEN.de.")]
    [InlineData("ada@straße.de", "ada@xn--strae-oqa.de")]
    [InlineData("ada@例子.公司", "ada@例子。公司")]
    [InlineData("jürgen@b.de", "JU\u0308RGEN@B.DE")]
    [InlineData("ada@b.de", "ＡＤＡ@ｂ.de")]
    public void ClaimKey_SpellingsOfOneAddress_IsTheSame(string one, string other)
    {
        Assert.True(EmailAddress.IsValid(one) && EmailAddress.IsValid(other));
        Assert.Equal(EmailAddress.ClaimKey(one), EmailAddress.ClaimKey(other));
    }

    [Theory]
    [InlineData("jurgen@b.de", "jürgen@b.de")]
    [InlineData("ada@munchen.de", "ada@münchen.de")]
    [InlineData("ada@strasse.de", "ada@straße.de")]
    [InlineData("a.da@b.de", "ada@b.de")]
    [InlineData("ada+x@b.de", "ada@b.de")]
    public void ClaimKey_OtherAddress_IsAnother(string one, string other) =>
        Assert.NotEqual(EmailAddress.ClaimKey(one), EmailAddress.ClaimKey(other));

    /// <summary>Claims are stored under these keys.</summary>
    [Theory]
    [InlineData("ada@example.org")]
    [InlineData("jürgen@b.de")]
    [InlineData("a..b@-c")]
    public void ClaimKey_AddressOfThePast_IsTheHashOfItsUpperCase(string email) =>
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToUpperInvariant()))),
            EmailAddress.ClaimKey(email));
}
