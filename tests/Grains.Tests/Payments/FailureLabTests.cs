using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments;

/// <summary>Which payments the failure lab hits.</summary>
public sealed class FailureLabTests
{
    private readonly FailureLab _lab = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(50)]
    [InlineData(99)]
    [InlineData(100)]
    public void Trouble_HitsItsShareOfEveryHundred(int percent)
    {
        _lab.Setting = new(Trouble.Declines, percent);

        for (var hundred = 0; hundred < 3; hundred++)
        {
            var tokens = Enumerable.Range(0, 100).Select(_ => _lab.TokenFor(Tokens.Ok)).ToList();
            Assert.Equal(percent, tokens.Count(token => token == Tokens.Declined));
            Assert.Equal(100 - percent, tokens.Count(token => token == Tokens.Ok));
        }
    }

    [Fact]
    public void Trouble_LeavesOtherTokensAlone()
    {
        foreach (var trouble in Enum.GetValues<Trouble>())
        {
            _lab.Setting = new(trouble, 100);
            Assert.Equal(Tokens.Slow, _lab.TokenFor(Tokens.Slow));
            Assert.Null(_lab.TokenFor(null));
            Assert.Equal(trouble is Trouble.None or Trouble.Away, _lab.TokenFor(Tokens.Ok) == Tokens.Ok);
            Assert.Equal(trouble == Trouble.Away, _lab.IsAway);
        }
    }
}
