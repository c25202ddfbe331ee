using Nola.Runtime.Placement;

namespace Nola.Runtime.Tests.Placement;

public sealed class ReleaseNoticeTests
{
    [Fact]
    public void TryParse_WhatWasWritten_IsTheSame()
    {
        var parsed = ReleaseNotice.TryParse(new ReleaseNotice(7, [1, uint.MaxValue]).ToBytes())!;

        Assert.Equal(7, parsed.Version);
        Assert.Equal<IEnumerable<uint>>([1, uint.MaxValue], parsed.Held.Order());
        Assert.False(parsed.IsComplete);
        Assert.True(ReleaseNotice.TryParse(new ReleaseNotice(8, []).ToBytes())!.IsComplete);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(9)]
    public void TryParse_WrongLength_IsNothing(int length) => Assert.Null(ReleaseNotice.TryParse(new byte[length]));

    [Fact]
    public void IsAfter_NoticesOutOfOrder_PrefersTheLaterViewAndTheShorterList()
    {
        var first = new ReleaseNotice(3, [1, 2]);
        var second = new ReleaseNotice(3, [2]);
        var last = new ReleaseNotice(4, [2, 5, 6]);

        Assert.True(first.IsAfter(ReleaseNotice.Never));
        Assert.True(second.IsAfter(first));
        Assert.False(first.IsAfter(second));
        Assert.True(last.IsAfter(second));
        Assert.False(second.IsAfter(last));
        Assert.False(second.IsAfter(second));
    }
}
