using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Security;

public sealed class AccessTokenTests
{
    private readonly SeededRandom _random = new(1);

    [Fact]
    public void Token_Text_ParsesBackToTheSamePrincipal()
    {
        var guest = AccessToken.NewGuest(TestSeal.Secret, TestSeal.Instance);
        Assert.True(AccessToken.TryParse(guest.Reveal(), TestSeal.Instance, out var parsed));
        Assert.Equal(guest.Principal, parsed.Principal);
        Assert.True(parsed.IsGuest);

        var customer = CustomerId.New(_random);
        var token = AccessToken.NewCustomer(customer, TestSeal.Secret, TestSeal.Instance);
        Assert.True(AccessToken.TryParse(token.Reveal(), TestSeal.Instance, out parsed));
        Assert.Equal(customer, parsed.Customer);
        Assert.Equal(token.Hash, parsed.Hash);
    }

    [Fact]
    public void Token_AnyCharacterChanged_IsRefused()
    {
        var text = AccessToken.NewGuest(TestSeal.Secret, TestSeal.Instance).Reveal();
        for (var i = 0; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == 'x' ? 'y' : 'x') + text[(i + 1)..];
            Assert.False(AccessToken.TryParse(changed, TestSeal.Instance, out _), changed);
        }

        Assert.False(AccessToken.TryParse(text[..^1], TestSeal.Instance, out _));
        Assert.False(AccessToken.TryParse(null, TestSeal.Instance, out _));
    }

    [Fact]
    public void Token_ToString_HidesTheSecret()
    {
        var token = AccessToken.NewGuest(TestSeal.Secret, TestSeal.Instance);
        Assert.DoesNotContain(token.Reveal()[7..20], token.ToString(), StringComparison.Ordinal);
    }
}
