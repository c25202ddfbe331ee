using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace ShopActors.WebApi.Grpc;

/// <summary>
/// A refusal as <c>google.rpc.Status</c>: what <see cref="Problem"/> is over HTTP. The public code is the reason of an
/// <c>ErrorInfo</c>, the details are its metadata, and <c>Retry-After</c> is a <c>RetryInfo</c>.
/// </summary>
internal static class GrpcProblem
{
    public const string Domain = "shopactors.dev";

    private const string MediaType = "application/grpc";

    /// <summary>Whether the request is a call, which must get a status and no document.</summary>
    public static bool IsFor(HttpContext context) =>
        GrpcListener.IsUsedBy(context) &&
        context.Request.ContentType?.StartsWith(MediaType, StringComparison.Ordinal) == true;

    /// <summary>The refusal of a call, from within it.</summary>
    public static RpcException ToException(ShopError error) => ToStatus(error).ToRpcException();

    /// <summary>Refuses a call that no service has taken: headers and trailers in one frame.</summary>
    public static void Write(HttpContext context, ShopError error)
    {
        var status = ToStatus(error);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaType;
        response.Headers.GrpcStatus = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers.GrpcMessage = Uri.EscapeDataString(status.Message);
        response.Headers[MetadataExtensions.StatusDetailsTrailerName] = Convert.ToBase64String(status.ToByteArray());
    }

    private static Google.Rpc.Status ToStatus(ShopError error)
    {
        var info = new ErrorInfo { Reason = PublicName.Of(error.Code), Domain = Domain };
        foreach (var (name, value) in error.Details) info.Metadata[name] = value;
        var status = new Google.Rpc.Status
        {
            Code = (int)GrpcCodes.Of(error.Code),
            Message = error.Message,
            Details = { Any.Pack(info) },
        };
        if (Problem.RetryAfterOf(error) is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }

        return status;
    }
}
