using ShopActors.Storage.Redis;

namespace ShopActors.Storage.Tests.Redis;

public sealed class RedisErrorsTests
{
    [Theory]
    [InlineData("LOADING Redis is loading the dataset in memory", JournalStoreFailure.Unavailable)]
    [InlineData("READONLY You can't write against a read only replica.", JournalStoreFailure.Unavailable)]
    [InlineData("BUSY Redis is busy running a script.", JournalStoreFailure.Unavailable)]
    [InlineData("MISCONF Errors writing to the AOF file: No space left on device", JournalStoreFailure.Unavailable)]
    [InlineData("CLUSTERDOWN Hash slot not served", JournalStoreFailure.Unavailable)]
    [InlineData("MASTERDOWN Link with MASTER is down", JournalStoreFailure.Unavailable)]
    [InlineData("OOM command not allowed when used memory > 'maxmemory'.", JournalStoreFailure.Full)]
    [InlineData("ERR Error running script (call to f_1): @user_script:8: -OOM command not allowed", JournalStoreFailure.Full)]
    [InlineData("NOPERM this user has no permissions", JournalStoreFailure.Misconfigured)]
    [InlineData("NOAUTH Authentication required.", JournalStoreFailure.Misconfigured)]
    [InlineData("ERR an error of an unknown kind", JournalStoreFailure.OutcomeUnknown)]
    public void Translate_ServerError_SaysWhatItMeansForAnAppend(string message, JournalStoreFailure expected) =>
        Assert.Equal(
            expected, RedisErrors.Translate(message, null, JournalStoreFailure.OutcomeUnknown).Failure);

    [Fact]
    public void Translate_Timeout_IsInDoubtForAppendsAlone()
    {
        var timeout = new TimeoutException();
        Assert.Equal(
            JournalStoreFailure.OutcomeUnknown,
            RedisErrors.Translate(timeout, JournalStoreFailure.OutcomeUnknown).Failure);
        Assert.Equal(
            JournalStoreFailure.Unavailable,
            RedisErrors.Translate(timeout, JournalStoreFailure.Unavailable).Failure);
    }
}
