using ShopActors.WebApi.Security;

namespace ShopActors.WebApi.Tests.Security;

public sealed class IdSealTests
{
    private readonly IdSeal _seal = TestSeal.Instance;
    private readonly SeededRandom _random = new(5);

    [Fact]
    public void Seal_SameIdTwice_IsTheSameAndCanBeRead()
    {
        var order = OrderId.For(new PrincipalId("alice"), "k");
        var id = _seal.Seal(order);

        Assert.Equal(id, _seal.Seal(order));
        Assert.Equal(id, _seal.Seal(id));
        Assert.True(_seal.TryRead(id.Value, out OrderId read));
        Assert.Equal(id, read);
    }

    [Fact]
    public void IsSealed_RandomIds_AreNot()
    {
        for (var i = 0; i < 1_000; i++) Assert.False(_seal.IsSealed(CartId.New(_random)));
    }

    [Fact]
    public void IsSealed_AnyCharacterChanged_IsNot()
    {
        var text = _seal.Seal(CartId.New(_random)).Value;
        for (var i = "cart_".Length; i < text.Length; i++)
        {
            var changed = text[..i] + (text[i] == '0' ? '4' : '0') + text[(i + 1)..];
            Assert.False(_seal.TryRead(changed, out CartId _), changed);
        }
    }

    [Fact]
    public void IsSealed_UnderAnotherPrefix_IsNot()
    {
        var cart = _seal.Seal(CartId.New(_random)).Value;

        Assert.False(_seal.TryRead("ord_" + cart["cart_".Length..], out OrderId _));
        Assert.False(_seal.TryRead("cus_" + cart["cart_".Length..], out CustomerId _));
    }

    [Fact]
    public void IsSealed_WithAnotherKey_IsNot()
    {
        var other = new IdSeal("the key of another shop, of the same length");

        Assert.False(other.IsSealed(_seal.Seal(CartId.New(_random))));
        Assert.False(AccessToken.TryParse(AccessToken.NewGuest(TestSeal.Secret, _seal).Reveal(), other, out _));
        Assert.False(
            AccessToken.TryParse(
                AccessToken.NewCustomer(CustomerId.New(_random), TestSeal.Secret, _seal).Reveal(), other, out _));
    }

    [Fact]
    public void OrderId_Sealed_IsStillTheOrderOfItsKey()
    {
        var alice = new PrincipalId("alice");
        var id = _seal.Seal(OrderId.For(alice, "k"));

        Assert.True(id.IsFor(alice, "k"));
        Assert.False(id.IsFor(alice, "other"));
        Assert.False(id.IsFor(new PrincipalId("bob"), "k"));
    }

    [Fact]
    public void PaymentId_OfASealedOrder_IsSealedByIt()
    {
        var order = _seal.Seal(OrderId.For(new PrincipalId("alice"), "k"));

        Assert.Equal(order, PaymentId.Parse(PaymentId.For(order).Value).Order);
    }

    [Fact]
    public void Key_TooShort_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new IdSeal(new string('k', IdSeal.KeyLengthMin - 1)));
}
