using ShopActors.Chaos.Recording;
using static ShopActors.Cluster.Tests.Checker.Sample;

namespace ShopActors.Cluster.Tests.Checker;

public sealed class CheckerTests
{
    public static TheoryData<string> Rejected => [.. RejectedHistories.All.Keys];

    public static TheoryData<string> Accepted => [.. AcceptedHistories.All.Keys];

    [Fact]
    public void Check_LegalRun_FindsNothing() => Assert.Empty(Chaos.Checking.Checker.Check(Legal));

    [Theory]
    [MemberData(nameof(Rejected))]
    public void Check_BrokenHistory_NamesTheInvariant(string name)
    {
        var violations = Chaos.Checking.Checker.Check(RejectedHistories.All[name]);

        Assert.Contains(violations, violation =>
            violation.Invariant.StartsWith(InvariantOf(name) + " ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Check_TrickyLegalHistory_FindsNothing(string name) =>
        Assert.Empty(Chaos.Checking.Checker.Check(AcceptedHistories.All[name]));

    [Fact]
    public void Cases_EveryInvariant_HasThreeOfEither()
    {
        var names = Chaos.Checking.Checker.Names.Select(InvariantOf).ToList();

        Assert.All(names, name =>
            Assert.True(RejectedHistories.All.Keys
                .Count(key => InvariantOf(key) == name) >= 3, $"{name} rejects too few."));
        Assert.All(names, name =>
            Assert.True(AcceptedHistories.All.Keys
                .Count(key => InvariantOf(key) == name) >= 3, $"{name} accepts too few."));
    }

    private static string InvariantOf(string name) => name.Split(' ')[0];
}
