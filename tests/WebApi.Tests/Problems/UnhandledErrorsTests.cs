using Orleans.Runtime;
using ShopActors.WebApi.Problems;

namespace ShopActors.WebApi.Tests.Problems;

public sealed class UnhandledErrorsTests
{
    [Fact]
    public void Classify_GatewayThatShedsLoad_IsOverloadedAndToBeTriedLater()
    {
        var error = UnhandledErrors.Classify(new GatewayTooBusyException(), isRead: false);

        Assert.Equal(503, ProblemTable.Of(error.Code).Status);
        Assert.Equal(RetryAdvice.Later, error.Retry);
    }

    [Fact]
    public void Classify_WriteWithoutAnAnswer_IsUnknownAndNeverRefused()
    {
        Exception[] exceptions = [new TimeoutException(), new OrleansException("no silo"), new SiloUnavailableException()];
        foreach (var exception in exceptions)
        {
            Assert.Equal("outcome_unknown", ProblemTable.Of(UnhandledErrors.Classify(exception, isRead: false).Code).Code);
        }
    }
}
