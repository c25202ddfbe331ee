using System.Text;
using ShopActors.PaymentSimulator;

namespace ShopActors.Grains.Tests.Payments;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");

    [Fact]
    public void Check_SignedByTheSimulator_IsRight() => Assert.Equal(SignatureProblem.None, Check(Sign(Now)));

    [Fact]
    public void Check_OldSecretDuringRotation_IsRight() => Assert.Equal(
        SignatureProblem.None, WebhookSignature.Check(Sign(Now), Body, ["whsec_the_next_secret", Secret], Now));

    [Fact]
    public void Check_SeveralSignatures_OneRightSuffices()
    {
        var wrong = "v1=" + new string('0', 64);
        var parts = Sign(Now).Split(',');
        Assert.Equal(SignatureProblem.None, Check($"{parts[0]},{wrong},{parts[1]}"));
    }

    [Theory]
    [InlineData(-300, SignatureProblem.None)]
    [InlineData(300, SignatureProblem.None)]
    [InlineData(-301, SignatureProblem.Stale)]
    [InlineData(301, SignatureProblem.Stale)]
    public void C4_Check_Time_IsWithinFiveMinutes(int seconds, SignatureProblem expected) =>
        Assert.Equal(expected, Check(Sign(Now.AddSeconds(seconds))));

    [Fact]
    public void C4_Check_OtherBody_IsWrong()
    {
        var body = (byte[])Body.Clone();
        body[3] ^= 1;
        Assert.Equal(SignatureProblem.Wrong, WebhookSignature.Check(Sign(Now), body, [Secret], Now));
    }

    [Fact]
    public void Check_OtherTimeUnderTheSameSignature_IsWrong()
    {
        var parts = Sign(Now).Split(',');
        Assert.Equal(SignatureProblem.Wrong, Check($"t={Now.AddSeconds(1).ToUnixTimeSeconds()},{parts[1]}"));
    }

    [Fact]
    public void Check_NoSecrets_IsWrong() =>
        Assert.Equal(SignatureProblem.Wrong, WebhookSignature.Check(Sign(Now), Body, [""], Now));

    [Theory]
    [InlineData(null, SignatureProblem.Missing)]
    [InlineData("", SignatureProblem.Missing)]
    [InlineData("t=1", SignatureProblem.Malformed)]
    [InlineData("v1=00", SignatureProblem.Malformed)]
    [InlineData("t=x,v1=00", SignatureProblem.Malformed)]
    [InlineData("t=99999999999999999999,v1=00", SignatureProblem.Malformed)]
    [InlineData("t=-5,v1=00", SignatureProblem.Malformed)]
    public void Check_NotASignature_IsSaidSo(string? header, SignatureProblem expected) =>
        Assert.Equal(expected, Check(header));

    [Fact]
    public void Check_TooLongHeader_IsMalformed() =>
        Assert.Equal(SignatureProblem.Malformed, Check(Sign(Now) + new string(',', 2_000)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"id":"e","type":"t","key":"k","payment":"nonsense"}""")]
    [InlineData("""{"id":1,"type":"t","key":"k","payment":"p"}""")]
    public void Body_NotAWebhook_IsNotRead(string text) =>
        Assert.False(WebhookBody.TryRead(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Body_OfOneOfItsOperations_IsRead()
    {
        var id = PaymentDriver.Id.Value;
        var text = $$"""{"id":"evt_1","type":"capture.succeeded","key":"{{id}}:capture","payment":"{{id}}","more":1}""";
        Assert.True(WebhookBody.TryRead(Encoding.UTF8.GetBytes(text), out var payment, out var webhook));
        Assert.Equal((PaymentDriver.Id, "evt_1"), (payment, webhook.EventId));
    }

    private static string Sign(DateTimeOffset at) => WebhookSender.Sign(Secret, at, Body);

    private static SignatureProblem Check(string? header) => WebhookSignature.Check(header, Body, [Secret], Now);
}
