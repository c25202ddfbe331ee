using Orleans.Runtime;
using ShopActors.Storage;
using ShopActors.WebApi.Problems;
using ShopActors.WebApi.Tests.Failover;

namespace ShopActors.WebApi.Tests.Problems;

/// <summary>Infrastructure that fails is no bug: 503 or 504 with Retry-After, never 500.</summary>
public sealed class UnhandledErrorsTests
{
    public static TheoryData<Exception, int, int> Failures => new()
    {
        { new TimeoutException(), 503, 504 },
        { new SiloUnavailableException("dead"), 503, 504 },
        { RejectedCall.Create(), 503, 504 },
        { new JournalStoreException(JournalStoreFailure.Unavailable, "away"), 503, 504 },
        { new JournalStoreException(JournalStoreFailure.OutcomeUnknown, "late"), 503, 504 },
        { new JournalStoreException(JournalStoreFailure.Closed, "stopping"), 503, 504 },
        { new GatewayTooBusyException("too much"), 503, 503 },
        { new JournalStoreException(JournalStoreFailure.Corrupt, "damaged"), 500, 500 },
        { new InvalidOperationException("a bug"), 500, 500 },
    };

    [Theory, MemberData(nameof(Failures))]
    public void Classify_Failure_HasTheStatusOfItsKind(Exception failure, int ofRead, int ofWrite)
    {
        Assert.Equal(ofRead, ProblemTable.Of(UnhandledErrors.Classify(failure, isRead: true).Code).Status);
        Assert.Equal(ofWrite, ProblemTable.Of(UnhandledErrors.Classify(failure, isRead: false).Code).Status);
    }
}
