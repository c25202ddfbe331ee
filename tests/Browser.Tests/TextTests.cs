using System.Text.Json;
using System.Text.RegularExpressions;

namespace ShopActors.Browser.Tests;

/// <summary>The storefront's texts, which need no browser to be compared.</summary>
public sealed partial class TextTests
{
    /// <summary>What the storefront calls; the refusals of these it must be able to explain.</summary>
    private static readonly string[] Operations =
    [
        "listProducts", "listCategories", "getProduct", "getAvailability", "followStock", "createCart", "getCart",
        "addCartItem", "setCartItemQuantity", "removeCartItem", "mergeCart", "setCartContact", "setShippingAddress",
        "setBillingAddress", "listShippingMethods", "setShippingMethod", "addCoupon", "removeCoupon", "checkOut",
        "getOwnCart", "addToOwnCart", "forgetOwnCart", "listOrders", "getOrder", "getOrderTimeline", "followOrder",
        "cancelOrder", "requestReturn", "registerCustomer", "signIn", "refreshSession", "signOut", "getCustomer",
        "requestEmailVerification", "verifyEmail", "requestPasswordReset", "resetPassword", "claimOrders",
    ];

    /// <summary>Problems that only the page itself has.</summary>
    private static readonly string[] OwnProblems = ["page", "other", "unreachable", "no_units"];

    private static readonly string Folder = Path.Combine(RepositoryLayout.Root, "src/WebApi/wwwroot/shop");

    private static readonly JsonElement Api =
        JsonElement.Parse(File.ReadAllText(Path.Combine(RepositoryLayout.Root, "docs/openapi.json")));

    [Fact]
    public void Languages_HaveTheSameTextsWithTheSameGaps()
    {
        var (english, german) = (Read("en"), Read("de"));
        Assert.Equal(english.Keys, german.Keys);
        Assert.All(english, text => Assert.Equal(Gaps(text.Value), Gaps(german[text.Key])));
        Assert.All(german, text => Assert.NotEmpty(text.Value.GetRawText().Trim('"')));
    }

    [Fact]
    public void Texts_ThatThePagesName_Exist_AndAllAreUsed()
    {
        var sources = Directory.GetFiles(Folder, "*.js").Append(Path.Combine(Folder, "../index.html"))
            .Select(File.ReadAllText).ToList();
        var named = sources.SelectMany(source => Named().Matches(source)).Select(match => match.Groups["key"].Value)
            .ToHashSet();
        // Texts whose last part is a value, such as a state.
        var stems = sources.SelectMany(source => Stem().Matches(source)).Select(match => match.Groups["stem"].Value)
            .ToHashSet();
        var texts = Read("en");

        Assert.Empty(named.Except(texts.Keys));
        var unused = texts.Keys.Where(key =>
            !stems.Any(stem => key.StartsWith(stem, StringComparison.Ordinal)) &&
            !sources.Any(source => source.Contains($"\"{key}\"", StringComparison.Ordinal)));
        Assert.Equal([], unused);
    }

    [Fact]
    public void Problems_ThatTheStorefrontCanMeet_HaveASentence()
    {
        var operations = Api.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Where(member => member.Value.ValueKind == JsonValueKind.Object)
            .ToDictionary(member => member.Value.GetProperty("operationId").GetString()!, member => member.Value);
        var codes = Operations.SelectMany(operation => operations[operation].GetProperty("responses").EnumerateObject())
            .Select(response => Resolve(response.Value))
            .SelectMany(response => response.TryGetProperty("x-codes", out var found)
                ? found.EnumerateArray().Select(code => code.GetString()!)
                : []);

        Assert.Equal(
            codes.Concat(OwnProblems).Distinct().Order(StringComparer.Ordinal),
            Read("en").Keys.Where(key => key.StartsWith("problem.", StringComparison.Ordinal))
                .Select(key => key["problem.".Length..]));
    }

    [Theory]
    [InlineData("reason.", "OrderBody", "reason")]
    [InlineData("fulfilment.", "OrderBody", "fulfilment")]
    [InlineData("payment.", "OrderPaymentBody", "status")]
    [InlineData("return.state.", "ReturnBody", "status")]
    [InlineData("shipment.", "ShipmentBody", "status")]
    [InlineData("refund.", "RefundBody", "status")]
    [InlineData("warning.", "CartWarningBody", "code")]
    public void States_HaveAText(string stem, string schema, string member)
    {
        var values = Api.GetProperty("components").GetProperty("schemas").GetProperty(schema)
            .GetProperty("properties").GetProperty(member).GetProperty("enum").EnumerateArray()
            .Where(value => value.ValueKind == JsonValueKind.String).Select(value => stem + value.GetString());

        Assert.Empty(values.Except(Read("en").Keys));
    }

    private static SortedDictionary<string, JsonElement> Read(string language) => new(
        JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, $"{language}.json"))).EnumerateObject()
            .ToDictionary(text => text.Name, text => text.Value),
        StringComparer.Ordinal);

    private static IEnumerable<string> Gaps(JsonElement text) =>
        Gap().Matches(text.GetRawText()).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static JsonElement Resolve(JsonElement response) => response.TryGetProperty("$ref", out var reference)
        ? Api.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1])
        : response;

    [GeneratedRegex(@"\{\w+\}|\*|""(one|other)""")]
    private static partial Regex Gap();

    [GeneratedRegex(@"(?:(?<![.\w])(?:t|has|emphasised)\(|data-(?:text|label|hint)=)""(?<key>[\w.-]+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"`(?<stem>[a-z]+\.(?:[a-z]+\.)?)\$\{")]
    private static partial Regex Stem();
}
