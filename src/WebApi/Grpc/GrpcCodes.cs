using Grpc.Core;

namespace ShopActors.WebApi.Grpc;

/// <summary>The single mapping from error codes to gRPC's, by their row in <see cref="ProblemTable"/>.</summary>
internal static class GrpcCodes
{
    public static StatusCode Of(ErrorCode code) => code switch
    {
        // No such route, which is a call here.
        ErrorCode.NotFound or ErrorCode.MethodNotAllowed => StatusCode.Unimplemented,

        // Another command is under way: the same call may succeed when that one has ended.
        ErrorCode.CartLocked or ErrorCode.MergeInProgress or ErrorCode.ChangeInProgress => StatusCode.Aborted,
        _ => OfHttp(ProblemTable.Of(code).Status),
    };

    private static StatusCode OfHttp(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
        StatusCodes.Status403Forbidden => StatusCode.PermissionDenied,
        StatusCodes.Status404NotFound or StatusCodes.Status410Gone => StatusCode.NotFound,

        // The state of the payment, the stock or the resource does not allow it: a repetition alone changes nothing.
        StatusCodes.Status402PaymentRequired or StatusCodes.Status409Conflict
            or StatusCodes.Status422UnprocessableEntity or StatusCodes.Status428PreconditionRequired =>
            StatusCode.FailedPrecondition,

        // Read again, decide again, and send another command.
        StatusCodes.Status412PreconditionFailed => StatusCode.Aborted,
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status414UriTooLong or StatusCodes.Status429TooManyRequests
            or StatusCodes.Status431RequestHeaderFieldsTooLarge => StatusCode.ResourceExhausted,

        // Nothing was executed: clients may repeat the call by themselves.
        StatusCodes.Status408RequestTimeout or StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,

        // Whether the write was executed is not known. Not "unavailable", which clients repeat with another key.
        StatusCodes.Status504GatewayTimeout => StatusCode.Unknown,
        >= 400 and < 500 => StatusCode.InvalidArgument,
        _ => StatusCode.Internal,
    };
}
