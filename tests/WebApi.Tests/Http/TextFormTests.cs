using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ShopActors.WebApi.Http;

namespace ShopActors.WebApi.Tests.Http;

/// <summary>The described forms of ids are those that the types accept.</summary>
public sealed class TextFormTests
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz_-./:A";
    private const int Tries = 20_000;

    private static readonly Random Random = new(2026);

    [Fact]
    public void Forms_OfIdsWithAPrefix_AreTheTypes()
    {
        using var random = RandomNumberGenerator.Create();

        Check<CartId>(() => CartId.New(random).Value);
        Check<LineId>(() => LineId.For(CartId.New(random), new("BOOK-1")).Value);
        Check<ProductId>(() => ProductId.New(random).Value);
        Check<CustomerId>(() => CustomerId.New(random).Value);
        Check<OrderId>(() => OrderId.For(new("cus_1"), CartId.New(random).Value).Value);
        Check<PaymentId>(() => PaymentId.For(OrderId.For(new("cus_1"), CartId.New(random).Value)).Value);
    }

    [Fact]
    public void Forms_OfFreeIds_AreTheTypes()
    {
        Check<Sku>(static () => Text(Sku.LengthMax));
        Check<HoldId>(static () => Text(HoldId.LengthMax));
        Check<OperationId>(static () => Text(OperationId.LengthMax));
    }

    [Fact]
    public void Form_OfCurrencies_AcceptsThem() => Assert.Matches(TextForm.Of<Currency>().Pattern, Currency.Usd.Value);

    private static void Check<TId>(Func<string> candidate)
        where TId : struct, ITextId<TId>
    {
        var form = TextForm.Of<TId>();
        Assert.True(ITextId<TId>.TryParse(form.Example, null, out _), form.Example);
        for (var i = 0; i < Tries; i++)
        {
            var text = Spoil(candidate());
            var isDescribed = Regex.IsMatch(text, form.Pattern) && text.Length <= form.LengthMax;
            Assert.True(isDescribed == ITextId<TId>.TryParse(text, null, out _), $"{typeof(TId).Name} {text}");
        }
    }

    /// <summary>Changes one character in half of the cases.</summary>
    private static string Spoil(string text)
    {
        if (Random.Next(2) == 0) return text;
        var at = Random.Next(text.Length);
        return $"{text[..at]}{Alphabet[Random.Next(Alphabet.Length)]}{text[(at + 1)..]}";
    }

    private static string Text(int lengthMax) =>
        new(Random.GetItems<char>(Alphabet, Random.Next(1, lengthMax + 3)));
}
