using Orleans.Streams;

namespace Nola.Runtime.Tests.Streams;

public sealed class NamespacePredicateTests
{
    private readonly ConstructorStreamNamespacePredicateProvider _provider = new();

    [Theory]
    [InlineData(null, "red", true)]
    [InlineData(null, "blue", false)]
    [InlineData("blue", "blue", true)]
    [InlineData("a:b", "a:b", true)]
    public void Pattern_OfAClass_GivesItBack(string? argument, string streamNamespace, bool matches)
    {
        var pattern = ConstructorStreamNamespacePredicateProvider.FormatPattern(typeof(ColourPredicate), argument);

        Assert.True(_provider.TryGetPredicate(pattern, out var predicate));
        Assert.Equal(matches, predicate.IsMatch(streamNamespace));
    }

    [Fact]
    public void Pattern_OfAnotherKind_IsNotTaken() => Assert.False(_provider.TryGetPredicate("*", out _));

    [Fact]
    public void Pattern_OfAClassThatIsNoPredicate_Fails() => Assert.Throws<InvalidOperationException>(() =>
        _provider.TryGetPredicate(
            ConstructorStreamNamespacePredicateProvider.FormatPattern(typeof(NamespacePredicateTests), null), out _));

    [Fact]
    public void StreamIdentity_EqualParts_IsEqual()
    {
        var key = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");

        Assert.Equal(new StreamIdentity(key, "ns"), new StreamIdentity(key, "ns"));
        Assert.NotEqual(new StreamIdentity(key, "ns"), new StreamIdentity(key, null));
    }

    public sealed class ColourPredicate(string colour) : IStreamNamespacePredicate
    {
        public ColourPredicate()
            : this("red")
        {
        }

        public string PredicatePattern =>
            ConstructorStreamNamespacePredicateProvider.FormatPattern(GetType(), colour);

        public bool IsMatch(string streamNamespace) => streamNamespace == colour;
    }
}
