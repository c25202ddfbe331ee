using Grpc.Core;

namespace ShopActors.WebApi.Grpc;

/// <summary>Converts a grain's result into the answer of a call.</summary>
internal static class GrpcAnswers
{
    /// <summary>The value; refuses the call if there is none.</summary>
    public static T OrRefuse<T>(this Result<T> result)
        where T : notnull => result.IsOk ? result.Value : throw GrpcProblem.ToException(result.Error);

    /// <summary>The value of a write; marks a repetition as over HTTP.</summary>
    public static T WrittenOrRefuse<T>(this Result<T> result, ServerCallContext context)
        where T : notnull
    {
        if (result.IsOk) Answers.Describe(context.GetHttpContext(), null, result.IsReplay);
        return result.OrRefuse();
    }

    /// <summary>
    /// Stops waiting for a read when the client has cancelled it or its deadline has passed. Writes are awaited to
    /// their end: giving up would not undo them.
    /// </summary>
    public static Task<T> OfReadAsync<T>(this Task<T> read, ServerCallContext context) =>
        read.WaitAsync(context.CancellationToken);
}
