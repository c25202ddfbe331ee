using System.Security.Cryptography;

namespace ShopActors.Grains.Tests.Privacy;

public sealed class PersonalKeyTests
{
    private static readonly PersonalKey Key = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private static readonly PersonalKey Other = new([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private static readonly BuyerDetails Ada = new()
    {
        Contact = new("ada@example.org", "+49 30 1234"),
        Shipping = new() { Name = "Ada", Line1 = "Street 1", City = "Berlin", Country = new("DE") },
    };

    [Fact]
    public void Seal_Opened_IsTheSame() => Assert.Equal(Ada, SealedBuyer.Open(Key, SealedBuyer.Seal(Key, Ada)));

    [Fact]
    public void Seal_Sealed_HasNothingReadable()
    {
        var text = SealedBuyer.Seal(Key, Ada);
        Assert.DoesNotContain("Ada", System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(text)));
        Assert.DoesNotContain("Berlin", System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(text)));
    }

    [Fact]
    public void Open_WithAnotherKeyOrDamaged_Fails()
    {
        var text = SealedBuyer.Seal(Key, Ada);
        Assert.ThrowsAny<CryptographicException>(() => SealedBuyer.Open(Other, text));
        var damaged = Convert.FromBase64String(text);
        damaged[20] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => SealedBuyer.Open(Key, Convert.ToBase64String(damaged)));
        Assert.ThrowsAny<CryptographicException>(() => Key.Open("AAAA"));
    }

    [Fact]
    public void Digest_OfAnotherKey_Differs()
    {
        Assert.Equal(SealedBuyer.Digest(Key, Ada), SealedBuyer.Digest(Key, Ada));
        Assert.NotEqual(SealedBuyer.Digest(Key, Ada), SealedBuyer.Digest(Other, Ada));
        Assert.NotEqual(SealedBuyer.Digest(Key, Ada), SealedBuyer.Digest(Key, Ada with { Billing = Ada.Shipping }));
    }

    [Fact]
    public void Erase_AKey_IsForGood()
    {
        var state = PersonalKeyState.Begin("")
            .Apply(new PersonalKeyMade(Convert.ToBase64String(Key.Bytes.AsSpan())) { At = default });
        Assert.Equal(Key.Bytes.AsSpan(), state.Read().Value!.Bytes.AsSpan());
        state = state.Apply(new PersonalKeyErased { At = default });
        Assert.Null(state.Key);
        Assert.Equal(ErrorCode.PersonalDataErased, state.Read().Error?.Code);
    }
}
