namespace ShopActors.Grains.Tests.Catalog;

public sealed class ImageRulesTests
{
    private static readonly Caller Editor = Caller.Ops(new("editor"), Scopes.CatalogWrite);

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public void Put_TheSameBytes_AreStoredOnce()
    {
        var state = ImageState.Begin(ImageId.For(Png).Value);
        var put = ImageRules.Put(state, Editor, Png, Now);
        state = state.Apply(Assert.Single(put.Events));
        Assert.Equal("image/png", state.MediaType);
        Assert.Equal(Png, state.Content);
        Assert.True(ImageRules.Put(state, Editor, Png, Now).IsRepeat);
    }

    [Fact]
    public void Put_OtherBytesThanTheIdOrAnotherCaller_IsRefused()
    {
        var state = ImageState.Begin(ImageId.For([1]).Value);
        Assert.Equal(ErrorCode.InvalidImage, ImageRules.Put(state, Editor, Png, Now).Error?.Code);
        Assert.Equal(
            ErrorCode.Forbidden, ImageRules.Put(state, Caller.Guest(default), Png, Now).Error?.Code);
        var large = new byte[CatalogLimits.ImageBytesMax + 1];
        Png.CopyTo(large, 0);
        var largeState = ImageState.Begin(ImageId.For(large).Value);
        Assert.Equal(ErrorCode.InvalidImage, ImageRules.Put(largeState, Editor, large, Now).Error?.Code);
    }

    [Theory]
    [InlineData("FFD8FFE0", "image/jpeg")]
    [InlineData("474946383961", "image/gif")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("0000002066747970617669660000", "image/avif")]
    [InlineData("3C7376672078", null)]
    [InlineData("3C68746D6C3E", null)]
    [InlineData("52494646", null)]
    [InlineData("", null)]
    public void Type_FollowsFromTheFirstBytes(string hex, string? type) =>
        Assert.Equal(type, ImageRules.TypeOf(Convert.FromHexString(hex)));
}
