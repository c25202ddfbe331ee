using Nola.CodeGenerator.Model;

namespace Nola.CodeGenerator.Emit;

/// <summary>Writes the request class of one method, nested in the proxy.</summary>
internal static class RequestEmitter
{
    // More idle requests of one method per thread than this are left to the collector.
    private const int PooledMax = 8;

    private const string Calls = "global::Orleans.Runtime.GrainReference.Calls";

    private const string Token = "global::System.Threading.CancellationToken";

    public static void Emit(CodeWriter code, MethodModel method, string access)
    {
        var arguments =
            method.Parameters.Select((parameter, index) => new Argument(parameter, $"arg{index}")).ToArray();
        var values = arguments.Where(argument => !argument.Parameter.IsCancellationToken).ToArray();
        var token = arguments.FirstOrDefault(argument => argument.Parameter.IsCancellationToken);
        var self = method.RequestName + GeneratedCode.Parameters(method.TypeParameters);

        code.Line(GeneratedCode.Attributes);
        code.Open(
            $"internal sealed class {self} : {BaseName(method)}{GeneratedCode.Constraints(method.TypeParameters)}");
        EmitState(code, method, self, arguments);
        if (method.Custom is null) EmitPool(code, self, arguments);
        else EmitConstruction(code, method.Custom, self, arguments, method.RequestName);
        EmitDescription(code, method, values, token, access);
        EmitTarget(code, method, arguments, access);
        EmitAccess(code, values);
        EmitCopy(code, values);
        EmitSerialization(code, values);
        code.Close();
    }

    private static string BaseName(MethodModel method) =>
        method.Custom?.BaseName ?? "global::Orleans.Runtime." + method.Kind switch
        {
            RequestKind.Task => "TaskRequest",
            RequestKind.TaskOfResult => $"TaskRequest<{method.ResultType}>",
            RequestKind.ValueTask => "ValueTaskRequest",
            RequestKind.ValueTaskOfResult => $"ValueTaskRequest<{method.ResultType}>",
            RequestKind.AsyncEnumerable => $"AsyncEnumerableRequest<{method.ResultType}>",
            _ => "VoidRequest",
        };

    private static void EmitState(CodeWriter code, MethodModel method, string self, Argument[] arguments)
    {
        var types = string.Join(", ", method.TypeParameters.Select(parameter => $"typeof({parameter.Name})"));
        var parameters = string.Join(", ", arguments.Select(argument => $"typeof({argument.Type})"));
        var timeout = method.ResponseTimeoutTicks is { } ticks
            ? $"global::System.TimeSpan.FromTicks({ticks}L)"
            : "null";
        code.Line("private static readonly global::Orleans.CodeGeneration.GrainMethod s_method = new(");
        code.Indented($"typeof({method.AddressedInterface}),");
        code.Indented($"\"{method.Name}\",");
        code.Indented($"{method.Id}U,");
        code.Indented($"{method.Options},");
        code.Indented($"{timeout},");
        code.Indented("static () => global::Orleans.CodeGeneration.GrainMethod.Find(");
        code.Indented($"    typeof({method.DeclaringInterface}),");
        code.Indented($"    \"{method.Name}\",");
        code.Indented($"    {TypeArray(types)},");
        var ending = method.Parameters.Any(parameter => parameter.IsGrainCancellationToken)
            ? "), takesGrainCancellationToken: true);"
            : "));";
        code.Indented($"    {TypeArray(parameters)}{ending}");
        code.Line();
        if (method.Custom is null)
        {
            code.Line("[global::System.ThreadStatic]");
            code.Line($"private static {self} t_pool;");
            code.Line($"private {self} _next;");
            code.Line("private int _pooled;");
        }

        code.Line($"private {method.AddressedInterface} _target;");
        foreach (var argument in arguments)
        {
            code.Line($"internal {argument.Type} {argument.Name};");
        }
    }

    private static string TypeArray(string types) =>
        types.Length == 0 ? "global::System.Type.EmptyTypes" : $"new global::System.Type[] {{ {types} }}";

    private static void EmitPool(CodeWriter code, string self, Argument[] arguments)
    {
        code.Line();
        code.Line("public static global::Orleans.Runtime.Request Rent() => Take();");
        code.Line();
        code.Open($"internal static {self} Take()");
        code.Line("var request = t_pool;");
        code.Line($"if (request is null) return new {self}();");
        code.Line("t_pool = request._next;");
        code.Line("request._next = null;");
        code.Line("request._pooled = 0;");
        code.Line("return request;");
        code.Close();
        code.Line();
        code.Open("public override void Dispose()");
        code.Line("if (_pooled != 0) return;");
        code.Line("_target = null;");
        foreach (var argument in arguments)
        {
            code.Line($"{argument.Name} = default;");
        }

        code.Line("var head = t_pool;");
        code.Line("_pooled = head is null ? 1 : head._pooled + 1;");
        code.Line($"if (_pooled > {PooledMax}) return;");
        code.Line("_next = head;");
        code.Line("t_pool = this;");
        code.Close();
    }

    // The base may have a state of its own that nothing here can clear, so requests of its kind are used once.
    private static void EmitConstruction(
        CodeWriter code, CustomRequestModel custom, string self, Argument[] arguments, string name)
    {
        code.Line();
        code.Open($"public {name}() : base({(custom.TakesCalls ? Calls : "")})");
        code.Close();
        code.Line();
        code.Line("public static global::Orleans.Runtime.Request Rent() => Take();");
        code.Line();
        code.Line($"internal static {self} Take() => new {self}();");
        code.Line();
        code.Open("public override void Dispose()");
        code.Line("_target = null;");
        foreach (var argument in arguments)
        {
            code.Line($"{argument.Name} = default;");
        }

        code.Close();
    }

    private static void EmitDescription(
        CodeWriter code, MethodModel method, Argument[] values, Argument? token, string access)
    {
        code.Line();
        code.Line("public override global::Orleans.CodeGeneration.GrainMethod Method => s_method;");
        if (method.TypeParameters.Count > 0)
        {
            var types = string.Join(", ", method.TypeParameters.Select(parameter => $"typeof({parameter.Name})"));
            code.Line();
            code.Line("private static readonly global::System.Type[] s_typeArguments = " + TypeArray(types) + ";");
            code.Line();
            code.Line("public override global::System.Type[] MethodTypeArguments => s_typeArguments;");
        }

        if (values.All(value => value.Parameter.IsImmutable))
        {
            code.Line();
            code.Line("public override bool ArgumentsAreImmutable => true;");
        }

        if (method.ResultIsImmutable && method.Kind is RequestKind.TaskOfResult or RequestKind.ValueTaskOfResult)
        {
            code.Line();
            code.Line($"{access} override bool ResultIsImmutable => true;");
        }

        if (token is null) return;
        code.Line();
        code.Line("public override bool IsCancellable => true;");
        code.Line();
        code.Line($"public override {Token} GetCancellationToken() => {token.Name};");
        code.Line();
        code.Line(
            $"public override void SetCancellationToken({Token} cancellationToken) => "
            + $"{token.Name} = cancellationToken;");
    }

    private static void EmitTarget(CodeWriter code, MethodModel method, Argument[] arguments, string access)
    {
        var call = $"_target.{Parsing.Names.Escape(method.Name)}{GeneratedCode.Parameters(method.TypeParameters)}"
            + $"({string.Join(", ", arguments.Select(argument => argument.Name))})";
        if (method.AddressedInterface != method.DeclaringInterface) call =
            $"(({method.DeclaringInterface})_target)" + call.Substring(7);

        code.Line();
        code.Line("public override object GetTarget() => _target;");
        code.Line();
        code.Line(
            $"public override void SetTargetObject(object target) => _target = ({method.AddressedInterface})target;");
        code.Line();
        code.Line("public override void SetTarget(global::Orleans.Serialization.Invocation.ITargetHolder holder) =>");
        code.Indented($"_target = holder.GetTarget() as {method.AddressedInterface}");
        code.Indented($"    ?? ({method.AddressedInterface})holder.GetComponent(typeof({method.AddressedInterface}));");
        code.Line();
        var invoke = method.Custom is { } custom ? $"{custom.InnerAccess} override" : $"{access} override";
        var name = method.Custom is null ? "InvokeTarget" : "InvokeInner";
        code.Line($"{invoke} {method.ReturnType} {name}() => {call};");
    }

    private static void EmitAccess(CodeWriter code, Argument[] values)
    {
        code.Line();
        code.Line($"public override int GetArgumentCount() => {values.Length};");
        code.Line();
        code.Open("public override object GetArgument(int index) => index switch");
        for (var i = 0; i < values.Length; i++)
        {
            code.Line($"{i} => {values[i].Name},");
        }

        code.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(index)),");
        code.Close(";");
        code.Line();
        code.Open("public override void SetArgument(int index, object value)");
        code.Open("switch (index)");
        for (var i = 0; i < values.Length; i++)
        {
            code.Line($"case {i}: {values[i].Name} = ({values[i].Type})value; break;");
        }

        code.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(index));");
        code.Close();
        code.Close();
    }

    private static void EmitCopy(CodeWriter code, Argument[] values)
    {
        code.Line();
        code.Open("public override void CopyArguments(global::Orleans.Serialization.Cloning.CopyContext context)");
        foreach (var value in values.Where(value => !value.Parameter.IsImmutable))
        {
            code.Line($"{value.Name} = context.Copy({value.Name});");
        }

        code.Close();
    }

    private static void EmitSerialization(CodeWriter code, Argument[] values)
    {
        code.Line();
        code.Open("public override void WriteArguments(ref global::Orleans.Serialization.Buffers.Writer writer)");
        for (var i = 0; i < values.Length; i++)
        {
            var codec = $"writer.Session.GetCodec<{values[i].Type}>()";
            code.Line(GeneratedCode.Write(values[i].Parameter.Type, codec, (uint)i, values[i].Name));
        }

        code.Line("writer.WriteEnd();");
        code.Close();
        code.Line();
        code.Open("public override void ReadArguments(ref global::Orleans.Serialization.Buffers.Reader reader)");
        code.Open("while (reader.TryReadFieldHeader(out var header))");
        code.Open("switch (header.Id)");
        for (var i = 0; i < values.Length; i++)
        {
            var codec = $"reader.Session.GetCodec<{values[i].Type}>()";
            code.Line($"case {i}U: {values[i].Name} = {GeneratedCode.Read(values[i].Parameter.Type, codec)}; break;");
        }

        code.Line("default: reader.Skip(header); break;");
        code.Close();
        code.Close();
        code.Close();
    }

    private sealed record Argument(ParameterModel Parameter, string Name)
    {
        public string Type => Parameter.Type.Name;
    }
}
